package io.diabolo.qualification;

import io.diabolo.platform.MemberId;

/**
 * Who gets a lead, and why.
 *
 * @param why account_owner, member, turn, or nobody: then it stays with whoever made it
 * @param rule the rule that decided, as it read then
 * @param pool of how many it was their turn, and {@code leftOut} how many of them were absent or full
 * @param rules the version of the rules; 0: those that come with Diabolo
 */
public record Assignment(MemberId member, String why, String rule, int pool, int leftOut, int rules) {}
