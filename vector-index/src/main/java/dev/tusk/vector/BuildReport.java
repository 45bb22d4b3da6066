package dev.tusk.vector;

/**
 * What a build did.
 *
 * @param indexed slots in the index when it ended
 * @param bits bits a dimension of the codes, 32 for floats
 * @param relinked nodes that could not be reached after linking and were given a further link
 * @param unreachable nodes that still cannot be reached; 0 is promised
 * @param cancelled whether the progress callback ended it early
 */
public record BuildReport(
    int indexed, int bits, double seconds, int relinked, int unreachable, boolean cancelled) {}
