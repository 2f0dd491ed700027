package io.diabolo.meetings;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** How I can be booked: rules, public pages, the calendar I keep elsewhere; and who holds the discovery meeting. */
@Controller
class AvailabilityController {
    private final Availabilities availabilities;
    private final PublicPages pages;
    private final MeetingSettings settings;
    private final CalendarFeeds feeds;
    private final CalendarShares shares;
    private final CalendarAddress address;

    AvailabilityController(
            Availabilities availabilities,
            PublicPages pages,
            MeetingSettings settings,
            CalendarFeeds feeds,
            CalendarShares shares,
            CalendarAddress address) {
        this.availabilities = availabilities;
        this.pages = pages;
        this.settings = settings;
        this.feeds = feeds;
        this.shares = shares;
        this.address = address;
    }

    /**
     * All that the page shows.
     *
     * @param feed the calendar kept elsewhere; null when none was given
     * @param sharedSince since when one's meetings can be subscribed to; null: they can't
     * @param shared the address of that, right after it was made; empty ever after
     * @param discoveryBy who holds the discovery meeting; empty for who may not say it
     */
    record AvailabilityPage(
            List<PublicPages.PublicPage> pages,
            boolean leads,
            CalendarFeeds.@Nullable Feed feed,
            @Nullable Instant sharedSince,
            String shared,
            String discoveryBy,
            Map<String, String> typed,
            Map<String, String> faults) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping("/availability")
    ModelAndView show(Ui ui) {
        return page(Map.of(), Map.of(), "", HttpStatus.OK, ui);
    }

    private ModelAndView page(
            Map<String, String> typed, Map<String, String> faults, String shared, HttpStatus status, Ui ui) {
        var values = Availabilities.typed(availabilities.of(ui.me()));
        values.putAll(typed);
        var page = new AvailabilityPage(
                pages.of(ui.me()),
                PublicPages.leads(ui.me()),
                feeds.of(ui.me()),
                shares.since(ui.me()),
                shared,
                ui.me().administrator() ? settings.discoveryBy() : "",
                values,
                faults);
        return new ModelAndView("meetings/availability", Map.of("page", page), status);
    }

    private interface Doing {
        void run();
    }

    private ModelAndView saved(Map<String, String> form, Doing what, Ui ui) {
        try {
            what.run();
            ui.flash("availability.saved");
            return BookController.seeOther("/availability");
        } catch (BadInput bad) {
            return page(form, BookController.said(bad, ui), "", HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/availability")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        return saved(form, () -> availabilities.change(form, ui.me()), ui);
    }

    @PostMapping("/availability/pages")
    ModelAndView open(@RequestParam Map<String, String> form, Ui ui) {
        return saved(form, () -> pages.open(kind(form.get("kind")), form.containsKey("all"), ui.me()), ui);
    }

    @PostMapping("/availability/pages/{id}")
    ModelAndView set(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return saved(form, () -> pages.set(id, "true".equals(form.get("open")), ui.me()), ui);
    }

    @PostMapping("/availability/feed")
    ModelAndView feed(@RequestParam Map<String, String> form, Ui ui) {
        return saved(form, () -> feeds.set(form.getOrDefault("feed", ""), ui.me()), ui);
    }

    @PostMapping("/availability/feed/deletion")
    ModelAndView forget(Ui ui) {
        return saved(Map.of(), () -> feeds.forget(ui.me()), ui);
    }

    /** Answers with the address itself, not elsewhere: it is shown once and kept nowhere. */
    @PostMapping("/availability/calendar")
    ModelAndView share(Ui ui) {
        return page(Map.of(), Map.of(), address.of(shares.open(ui.me())), HttpStatus.OK, ui);
    }

    @PostMapping("/availability/calendar/deletion")
    ModelAndView unshare(Ui ui) {
        return saved(Map.of(), () -> shares.close(ui.me()), ui);
    }

    @PostMapping("/settings/meetings")
    ModelAndView settings(@RequestParam Map<String, String> form, Ui ui) {
        return saved(form, () -> settings.change(form.getOrDefault("discovery_by", ""), ui.me()), ui);
    }

    private static MeetingKind kind(@Nullable String id) {
        return MeetingKind.named(Objects.requireNonNullElse(id, ""))
                .orElseThrow(() -> new BadInput("kind", "problem.field.choice"));
    }

    @GetMapping("/api/v1/availability")
    @ResponseBody
    Map<String, @Nullable Object> get(Ui ui) {
        return json(ui);
    }

    @PutMapping("/api/v1/availability")
    @ResponseBody
    Map<String, @Nullable Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var form = new HashMap<String, String>();
        body.forEach((name, value) -> {
            if (name.equals("minutes") && value instanceof Map<?, ?> all) {
                all.forEach((kind, minutes) -> form.put("minutes." + kind, String.valueOf(minutes)));
            } else {
                form.put(name, Objects.toString(value, ""));
            }
        });
        availabilities.change(form, ui.me());
        return json(ui);
    }

    private Map<String, @Nullable Object> json(Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>(Availabilities.json(availabilities.of(ui.me())));
        body.put(
                "pages",
                pages.of(ui.me()).stream().map(BookingPageApiController::json).toList());
        return body;
    }
}
