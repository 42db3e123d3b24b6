/** Agents' leases, their queues and subscriptions, and the sweeper that removes what nobody renews. */
@NullMarked
package dev.noticeboard.functions.fleet;

import org.jspecify.annotations.NullMarked;
