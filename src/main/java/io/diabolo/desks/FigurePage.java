package io.diabolo.desks;

import io.diabolo.queues.FigureRecord;
import java.util.List;

/**
 * All that the page of a figure shows.
 *
 * @param member whose it is; empty where it is one's own
 * @param counted how many records it is of
 */
record FigurePage(String id, String member, String period, String value, long counted, List<FigureRecord> records) {}
