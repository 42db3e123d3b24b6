/** The whole service without AWS: the functions over emulators, or over any endpoint, in one process. */
@NullMarked
package dev.noticeboard.localstack;

import org.jspecify.annotations.NullMarked;
