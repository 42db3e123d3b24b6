package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.api.PutRequest;

/**
 * A parameter as a file has it.
 *
 * @param place where in the file, for errors
 * @param key its full name, or its path below what the file is read for
 * @param put what is to be put; what the file does not say is absent
 */
record FileEntry(String place, String key, PutRequest put) {}
