/** What the agent says back: the revision it applied, what it withholds and why, its application's health. */
@NullMarked
package dev.noticeboard.agent.report;

import org.jspecify.annotations.NullMarked;
