/** The API held to its contract, openapi.yaml: whether requests and answers keep it, and the reference made from it. */
@NullMarked
package dev.noticeboard.functions.contract;

import org.jspecify.annotations.NullMarked;
