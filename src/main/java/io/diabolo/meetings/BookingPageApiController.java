package io.diabolo.meetings;

import io.diabolo.meetings.PublicPages.PublicPage;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's public booking pages in the API: made, closed and opened again. */
@RestController
class BookingPageApiController {
    private final PublicPages pages;

    BookingPageApiController(PublicPages pages) {
        this.pages = pages;
    }

    @GetMapping("/api/v1/booking-pages")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                pages.of(ui.me()).stream().map(BookingPageApiController::json).toList());
    }

    @PostMapping("/api/v1/booking-pages")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> open(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var kind = MeetingKind.named(body.get("kind") instanceof String id ? id : "")
                .orElseThrow(() -> new BadInput("kind", "problem.field.choice"));
        var path = pages.open(kind, Boolean.TRUE.equals(body.get("all")), ui.me());
        return one(pages.of(ui.me()).stream()
                .filter(page -> page.path().equals(path))
                .toList());
    }

    @PatchMapping("/api/v1/booking-pages/{id}")
    Map<String, Object> set(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        if (!(body.get("open") instanceof Boolean open)) {
            throw new BadInput("open", "problem.field.choice");
        }
        pages.set(id, open, ui.me());
        return one(
                pages.of(ui.me()).stream().filter(page -> page.id().equals(id)).toList());
    }

    private static Map<String, Object> one(List<PublicPage> found) {
        return json(found.getFirst());
    }

    static Map<String, Object> json(PublicPage page) {
        return Map.of(
                "id", page.id().toString(),
                "path", page.path(),
                "kind", page.kind().id(),
                "all", page.all(),
                "open", page.open());
    }
}
