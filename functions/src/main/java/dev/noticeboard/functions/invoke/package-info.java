/** The functions that namespaces name as their validators, asked over AWS. */
@NullMarked
package dev.noticeboard.functions.invoke;

import org.jspecify.annotations.NullMarked;
