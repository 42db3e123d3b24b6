/** How long a change takes from its put to the application, beside the same services without us and beside etcd's watch. */
@NullMarked
package dev.noticeboard.bench.propagation;

import org.jspecify.annotations.NullMarked;
