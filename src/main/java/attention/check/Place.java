package attention.check;

import attention.trace.Member;

/**
 * Where the numbers of a client first leave ours.
 *
 * @param stage the first that differs
 * @param row of it, counted over all its axes but the last; −1 where its shape differs
 * @param stepwise whether the steps before it are not looked at: each step of a recurrence needs
 *     the one before
 */
record Place(Member stage, int row, boolean stepwise) {}
