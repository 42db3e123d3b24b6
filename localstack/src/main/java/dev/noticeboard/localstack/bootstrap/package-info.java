/** What a deployment has beside its functions (table, queues, topics): made, found again by its tag, and taken away. */
@NullMarked
package dev.noticeboard.localstack.bootstrap;

import org.jspecify.annotations.NullMarked;
