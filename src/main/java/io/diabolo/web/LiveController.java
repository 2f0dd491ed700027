package io.diabolo.web;

import io.diabolo.platform.NotAllowed;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The event stream of one visible tab. */
@Controller
class LiveController {
    private static final int MOST_TOPICS = 100;

    private final Live live;

    LiveController(Live live) {
        this.live = live;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter show(
            @RequestParam Set<String> topics, @RequestParam(defaultValue = "9223372036854775807") long since, Ui ui) {
        if (topics.size() > MOST_TOPICS) {
            throw new NotAllowed("topics");
        }
        return live.listen(ui.me().workspace(), Set.copyOf(topics), since);
    }
}
