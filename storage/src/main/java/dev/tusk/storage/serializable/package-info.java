/** Which transactions under SERIALIZABLE read what others wrote, and which of them must give up. */
@NullMarked
package dev.tusk.storage.serializable;

import org.jspecify.annotations.NullMarked;
