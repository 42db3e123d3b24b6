/** Parameters and schemas as resources of CloudFormation's stacks. */
@NullMarked
package dev.noticeboard.functions.resource;

import org.jspecify.annotations.NullMarked;
