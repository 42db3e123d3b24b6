/** HTTP: what API Gateway sends becomes a call, a call finds its route, and every refusal becomes a problem (RFC 9457). */
@NullMarked
package dev.noticeboard.functions.api;

import org.jspecify.annotations.NullMarked;
