@NullMarked
package dev.noticeboard.cdk;

import org.jspecify.annotations.NullMarked;
