/** The layout of the one DynamoDB table, as both sides read and write it. */
@NullMarked
package dev.noticeboard.schemas.table;

import org.jspecify.annotations.NullMarked;
