/** Environment files, which the import reads and the agent's override file may be. */
@NullMarked
package dev.noticeboard.schemas.envfile;

import org.jspecify.annotations.NullMarked;
