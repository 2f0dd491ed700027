package io.diabolo.pipeline;

/**
 * Why a deal was won or lost, or a lead disqualified.
 *
 * @param key what stands with the record, whatever it is called
 * @param words as the workspace calls it
 * @param aside no longer offered; where it was chosen it is still called so
 */
public record Reason(String key, Words words, boolean aside) {
    Reason called(Words others) {
        return new Reason(key, others, aside);
    }
}
