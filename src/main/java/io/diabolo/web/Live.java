package io.diabolo.web;

import static io.diabolo.platform.Announcements.EVERYTHING;

import io.diabolo.platform.Announcements;
import io.diabolo.platform.Announcements.Announcement;
import io.diabolo.platform.WorkspaceId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells open pages what was announced: only its name, the page then fetches itself with its member's rights. */
@Component
class Live implements MeterBinder {
    /** Proxies drop streams that are silent for a minute. */
    private static final int HEARTBEAT_SECONDS = 25;

    private static final long REMEMBERED_MILLIS = 30_000;
    /** A page's snapshot is a little older than the page. */
    private static final long SNAPSHOT_MILLIS = 1_000;

    private final Map<SseEmitter, Listener> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-heart").factory());

    private final LivePace pace = new LivePace();
    private final Clock clock;

    /** What was said lately: a page is drawn a moment before its stream listens. */
    private final Queue<Said> lately = new ConcurrentLinkedQueue<>();

    private record Said(Announcement what, long at) {}

    private record Listener(WorkspaceId workspace, Set<String> topics) {
        boolean hears(Announcement said) {
            return workspace.equals(said.workspace()) && topics.contains(said.topic());
        }
    }

    Live(Announcements announcements, ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
        announcements.listen(this::pass);
        var _ = heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** @param since when the page was asked for, in milliseconds of the epoch; what was said after it is said again */
    SseEmitter listen(WorkspaceId workspace, Set<String> topics, long since) {
        var emitter = new SseEmitter(TimeUnit.MINUTES.toMillis(30));
        emitter.onCompletion(() -> listeners.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(_ -> listeners.remove(emitter));
        var listener = new Listener(workspace, topics);
        listeners.put(emitter, listener);
        // Headers leave at once, so that the page knows it is connected.
        give(emitter, SseEmitter.event().comment("listening"));
        lately.stream()
                .filter(said -> said.at() >= since - SNAPSHOT_MILLIS && listener.hears(said.what()))
                .map(said -> said.what().topic())
                .distinct()
                .forEach(topic -> tell(emitter, topic));
        return emitter;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("diabolo.live.streams", listeners, Map::size)
                .description("Pages of this node that listen for changes")
                .register(registry);
    }

    void pass(Announcement said) {
        var now = clock.millis();
        lately.removeIf(old -> old.at() < now - REMEMBERED_MILLIS);
        lately.add(new Said(said, now));
        if (said.topic().equals(EVERYTHING)) {
            listeners.forEach((emitter, listener) -> listener.topics().forEach(topic -> tell(emitter, topic)));
            return;
        }
        var pages = (int) listeners.values().stream()
                .filter(listener -> listener.hears(said))
                .count();
        var after = pages == 0 ? LivePace.COMING : pace.after(said, pages, listeners.size(), now);
        if (after == 0) {
            tellAll(said);
        } else if (after != LivePace.COMING) {
            var _ = heart.schedule(() -> tellLater(said), after, TimeUnit.MILLISECONDS);
        }
    }

    private void tellLater(Announcement said) {
        pace.told(said, clock.millis());
        tellAll(said);
    }

    private void tellAll(Announcement said) {
        listeners.forEach((emitter, listener) -> {
            if (listener.hears(said)) {
                tell(emitter, said.topic());
            }
        });
    }

    /** Apart, because a tab with a slow line would hold up all others. */
    private void tell(SseEmitter emitter, String topic) {
        Thread.ofVirtual()
                .start(() -> give(emitter, SseEmitter.event().name("changed").data(topic)));
    }

    private void beat() {
        listeners.keySet().forEach(emitter -> give(emitter, SseEmitter.event().comment("still here")));
    }

    private void give(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException _) {
            // The tab is closed; its stream ends with this.
            listeners.remove(emitter);
        }
    }

    /** Ends the streams before the server waits for its open answers. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        heart.shutdownNow();
        listeners.keySet().forEach(SseEmitter::complete);
    }
}
