package io.diabolo.web;

import io.diabolo.platform.WorkspaceId;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed: only its name, the page's part then fetches itself with its member's rights.
 * It reaches the pages served by this node.
 */
@Component
public class Live {
    /** Proxies drop streams that are silent for a minute. */
    private static final int HEARTBEAT_SECONDS = 25;

    private final Map<SseEmitter, Listener> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-heart").factory());

    private record Listener(WorkspaceId workspace, Set<String> topics) {
        boolean hears(WorkspaceId where, String topic) {
            return workspace.equals(where) && topics.contains(topic);
        }
    }

    Live() {
        var _ = heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Says that what the topic names (such as {@code lead-7f…} or {@code leads}) changed, after the commit if in a transaction. */
    public void publish(WorkspaceId workspace, String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            send(workspace, topic);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                send(workspace, topic);
            }
        });
    }

    SseEmitter listen(WorkspaceId workspace, Set<String> topics) {
        var emitter = new SseEmitter(TimeUnit.MINUTES.toMillis(30));
        emitter.onCompletion(() -> listeners.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(_ -> listeners.remove(emitter));
        listeners.put(emitter, new Listener(workspace, topics));
        // Headers leave at once, so that the page knows it is connected.
        give(emitter, SseEmitter.event().comment("listening"));
        return emitter;
    }

    private void send(WorkspaceId workspace, String topic) {
        listeners.forEach((emitter, listener) -> {
            if (listener.hears(workspace, topic)) {
                Thread.ofVirtual()
                        .start(() ->
                                give(emitter, SseEmitter.event().name("changed").data(topic)));
            }
        });
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
