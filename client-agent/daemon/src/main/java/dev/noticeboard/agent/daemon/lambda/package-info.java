/** The agent as an external extension of AWS Lambda. */
@NullMarked
package dev.noticeboard.agent.daemon.lambda;

import org.jspecify.annotations.NullMarked;
