package dev.noticeboard.schemas.board;

/**
 * Marks a change set as a part of a restore of what lies below a prefix.
 *
 * @param id the restore's id, the same in all parts
 * @param asOf the revision whose state is restored
 * @param part 1, 2, 3 …
 * @param parts how many there were to be when this one was committed
 */
public record RestorePart(String id, long asOf, int part, int parts) {}
