package io.diabolo.queues;

import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The queues of members: what all modules have for them, in one order, without what they put off. */
@Service
public class Queues {
    private static final Comparator<QueueEntry> ORDER =
            Comparator.comparingInt(QueueEntry::urgency).thenComparing(Queues::due);

    private final ObjectProvider<QueueSource> sources;
    private final ObjectProvider<QueueActions> actions;
    private final Snoozes snoozes;

    Queues(ObjectProvider<QueueSource> sources, ObjectProvider<QueueActions> actions, Snoozes snoozes) {
        this.sources = sources;
        this.actions = actions;
        this.snoozes = snoozes;
    }

    /**
     * What comes next for a member, the most urgent first; of several entries about one record the most urgent stands for
     * all of them.
     */
    @Transactional(readOnly = true)
    public List<QueueEntry> next(QueueRequest request) {
        return next(List.of(request), request.limit());
    }

    /** The queues of several roles of one member as one: who holds two roles does what comes first of both. */
    @Transactional(readOnly = true)
    public List<QueueEntry> next(MemberId member, List<String> desks, Instant now, int limit) {
        return next(
                desks.stream()
                        .map(desk -> new QueueRequest(member, desk, now, limit))
                        .toList(),
                limit);
    }

    private List<QueueEntry> next(List<QueueRequest> requests, int limit) {
        var first = requests.getFirst();
        var put = snoozes.of(first.member(), first.now());
        var all = new ArrayList<QueueEntry>();
        sources.orderedStream()
                .forEach(source -> requests.forEach(request -> source.next(request).stream()
                        .filter(entry -> !isPutOff(entry, put))
                        .forEach(all::add)));
        all.sort(ORDER);
        var one = new LinkedHashMap<UUID, QueueEntry>();
        all.forEach(entry -> one.putIfAbsent(entry.record(), entry));
        return one.values().stream().limit(limit).toList();
    }

    /** What nobody waits for at a certain time comes after what somebody does. */
    private static Instant due(QueueEntry entry) {
        var due = entry.due();
        return due == null ? Instant.MAX : due;
    }

    /** The record is put off, whatever reason it comes by; something more urgent shows all the same. */
    private static boolean isPutOff(QueueEntry entry, Map<UUID, Integer> put) {
        var then = put.get(entry.record());
        return then != null && entry.urgency() >= then;
    }

    /** What may be done about an entry at once. */
    public List<QueueActions.Action> actions(QueueEntry entry, Ui ui) {
        var all = new ArrayList<QueueActions.Action>();
        actions.orderedStream().forEach(one -> all.addAll(one.of(entry, ui)));
        return all;
    }

    /** The topics on which a member's queue looks again. */
    public List<String> topics(MemberId member) {
        var all = new TreeSet<String>();
        sources.forEach(source -> all.addAll(source.topics()));
        all.add(Snoozes.topic(member));
        return List.copyOf(all);
    }
}
