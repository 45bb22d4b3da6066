/** Addresses of networks and of network cards: what inet, cidr, macaddr and macaddr8 hold. */
@NullMarked
package dev.tusk.sql.network;

import org.jspecify.annotations.NullMarked;
