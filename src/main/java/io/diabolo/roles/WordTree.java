package io.diabolo.roles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sequences of words as a tree, a step by one look-up in a table of numbers; a node may carry what it means. */
final class WordTree {
    private static final int NONE = -1;

    private long[] keys = new long[1 << 14];
    private int[] nexts = new int[1 << 14];
    private int nodes = 1;
    private int size;
    private final List<int[]> meanings = new ArrayList<>(List.of(new int[0]));

    WordTree() {
        Arrays.fill(keys, NONE);
    }

    void add(int[] words, int meaning) {
        var node = 0;
        for (var word : words) {
            var next = step(node, word);
            if (next < 0) {
                next = nodes++;
                meanings.add(new int[0]);
                put(key(node, word), next);
            }
            node = next;
        }
        var before = meanings.get(node);
        var with = Arrays.copyOf(before, before.length + 1);
        with[before.length] = meaning;
        meanings.set(node, with);
    }

    /** The node after this word, or less than 0. */
    int step(int node, int word) {
        var key = key(node, word);
        var slot = slot(key, keys.length);
        while (keys[slot] != NONE) {
            if (keys[slot] == key) {
                return nexts[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return NONE;
    }

    int[] meanings(int node) {
        return meanings.get(node);
    }

    private void put(long key, int next) {
        if (++size * 2 > keys.length) {
            grow();
        }
        place(key, next);
    }

    private void place(long key, int next) {
        var slot = slot(key, keys.length);
        while (keys[slot] != NONE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        nexts[slot] = next;
    }

    private void grow() {
        var oldKeys = keys;
        var oldNexts = nexts;
        keys = new long[oldKeys.length * 2];
        nexts = new int[oldKeys.length * 2];
        Arrays.fill(keys, NONE);
        for (var i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NONE) {
                place(oldKeys[i], oldNexts[i]);
            }
        }
    }

    private static long key(int node, int word) {
        return ((long) node << 24) | word;
    }

    private static int slot(long key, int length) {
        var mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (length - 1);
    }
}
