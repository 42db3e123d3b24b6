package dev.noticeboard.schemas.board;

import dev.noticeboard.schemas.name.ParameterName;

/** One version of one parameter, 1 or more. */
public record NamedVersion(ParameterName name, long version) {}
