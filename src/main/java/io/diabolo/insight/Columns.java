package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Dimension;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of a workspace as narrow columns in memory, about 80 bytes each: what the double funnel counts, so that any
 * cut of a million is one walk through arrays. A day is a short number of days from 2000 on; one beyond a human life from
 * there stands at the end of that.
 */
final class Columns {
    /** No day. */
    static final short NEVER = Short.MIN_VALUE;

    private static final int EPOCH = 10_957; // 2000-01-01
    private static final int STAGES = 10;
    /** The dimensions in which journeys are filtered by word, and the lead's owner beside them. */
    static final int LEAD_OWNER = Dimension.MEMBER.column() + 1;

    final byte[][] stages = new byte[3][]; // start, furthest, current; 0: none
    final short[] undated;
    final short[][] on = new short[STAGES + 1][]; // 0: the first day of all
    final short[] exitedOn;
    final boolean[] exited;
    final int[][] words = new int[LEAD_OWNER + 1][];
    private final long[] high;
    private final long[] low;
    private final Map<String, Integer>[] dictionaries;
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Columns(int capacity) {
        for (var i = 0; i < stages.length; i++) {
            stages[i] = new byte[capacity];
        }
        undated = new short[capacity];
        exitedOn = new short[capacity];
        exited = new boolean[capacity];
        for (var i = 0; i <= STAGES; i++) {
            on[i] = new short[capacity];
        }
        dictionaries = new Map[LEAD_OWNER + 1];
        for (var i = 0; i <= LEAD_OWNER; i++) {
            words[i] = new int[capacity];
            dictionaries[i] = new HashMap<>();
        }
        high = new long[capacity];
        low = new long[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == high.length;
    }

    static short day(int epochDay) {
        return (short) Math.clamp(epochDay - EPOCH, Short.MIN_VALUE + 1, Short.MAX_VALUE);
    }

    /** The code of a word, 0 when none of the journeys has it. */
    int code(int dimension, String word) {
        return dictionaries[dimension].getOrDefault(word, 0);
    }

    /** How many codes there are, the one of none included. */
    int codes(int dimension) {
        return dictionaries[dimension].size() + 1;
    }

    Map<String, Integer> dictionary(int dimension) {
        return dictionaries[dimension];
    }

    /** A place for this journey: where it is already, else at the end. Whoever adds must have seen that it isn't full. */
    int place(UUID id, @Nullable Integer known) {
        if (known != null) {
            return known;
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        return size++;
    }

    /** Where these journeys are, one walk for all of them. */
    Map<UUID, Integer> places(Collection<UUID> ids) {
        var keys = ids.stream()
                .mapToLong(id -> id.getLeastSignificantBits() ^ id.getMostSignificantBits())
                .sorted()
                .toArray();
        var found = new HashMap<UUID, Integer>();
        for (var row = 0; row < size && keys.length > 0; row++) {
            if (Arrays.binarySearch(keys, low[row] ^ high[row]) >= 0) {
                found.put(new UUID(high[row], low[row]), row);
            }
        }
        return found;
    }

    void word(int row, int dimension, @Nullable String word) {
        words[dimension][row] = word == null
                ? 0
                : dictionaries[dimension].computeIfAbsent(word, _ -> dictionaries[dimension].size() + 1);
    }

    /** It counts nowhere any more. */
    void forget(int row) {
        Arrays.stream(stages).forEach(stage -> stage[row] = 0);
        undated[row] = 0;
    }
}
