/** The construct that deploys a board with AWS CDK, its permissions and grants, and an app that deploys it by itself. */
@NullMarked
package dev.noticeboard.cdk;

import org.jspecify.annotations.NullMarked;
