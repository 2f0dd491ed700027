package io.diabolo.quality;

import io.diabolo.identity.Members;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.quality.Quality.Counted;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of Sales Ops: what to mend in the data next, what grew most since last week first. */
@Component
@Order(60)
class QualityQueue implements QueueSource {
    private static final int MOST = 5;
    private final Quality quality;
    private final Members members;
    private final Texts texts;

    QualityQueue(Quality quality, Members members, Texts texts) {
        this.quality = quality;
        this.members = members;
        this.texts = texts;
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("salesops")) {
            return List.of();
        }
        var locale = locale(request);
        return quality.counted().stream()
                .filter(one -> one.found() > 0)
                .sorted(Comparator.comparingLong(QualityQueue::growth)
                        .thenComparingLong(Counted::found)
                        .reversed())
                .limit(Math.min(MOST, request.limit()))
                .map(one -> entry(one, locale))
                .toList();
    }

    private static long growth(Counted one) {
        return one.before() == null ? 0 : Math.max(0, one.found() - one.before());
    }

    private QueueEntry entry(Counted one, Locale locale) {
        var check = one.check();
        return new QueueEntry(
                "data-quality",
                QueueEntry.BEST,
                null,
                "quality",
                UUID.nameUUIDFromBytes(check.key().getBytes(StandardCharsets.UTF_8)),
                check.name() == null ? texts.text(locale, "quality.check." + check.key()) : check.name(),
                "",
                growth(one) == 0
                        ? new Text("queue.quality", one.found())
                        : new Text("queue.quality.grown", one.found(), growth(one)),
                "queue.quality.mend",
                check.path());
    }

    private Locale locale(QueueRequest request) {
        try {
            return members.actor(request.member(), Origin.RULE, Scope.READ).locale();
        } catch (NoSuchRecord _) {
            return Locale.FRENCH;
        }
    }
}
