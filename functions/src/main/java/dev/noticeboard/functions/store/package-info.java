/** The commit protocol and the board's items in DynamoDB. */
@NullMarked
package dev.noticeboard.functions.store;

import org.jspecify.annotations.NullMarked;
