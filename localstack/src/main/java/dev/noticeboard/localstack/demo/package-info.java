/** The demonstration: the main job end to end in one JVM, which checks its own claims. */
@NullMarked
package dev.noticeboard.localstack.demo;

import org.jspecify.annotations.NullMarked;
