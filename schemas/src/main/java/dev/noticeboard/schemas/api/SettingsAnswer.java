package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Settings;

/**
 * A namespace's settings as the API shows them.
 *
 * @param revision since which revision; 0 for the defaults
 * @param settings what they are
 */
public record SettingsAnswer(long revision, Settings settings) {}
