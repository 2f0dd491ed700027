package io.diabolo.delivery;

import io.diabolo.offers.SignedLines;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The order desk: what an order lacks, its documents, and its way to the invoice. */
@Controller
class OrderController {
    private static final String ORDER = "/orders/{id:[0-9a-fA-F-]{36}}";
    private final Orders orders;
    private final SignedLines lines;
    private final Files files;

    OrderController(Orders orders, SignedLines lines, Files files) {
        this.orders = orders;
        this.lines = lines;
        this.files = files;
    }

    /** All that the page shows. */
    record Page(
            Orders.Whole whole,
            List<SignedLines.Line> lines,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale,
            LocalDate today) {
        String path() {
            return "/orders/" + whole.order().getId();
        }

        String value(String name, String otherwise) {
            return typed.getOrDefault(name, otherwise);
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping(ORDER + "/follow-up")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), false, HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, boolean stale, HttpStatus status, Ui ui) {
        var whole = orders.get(id, ui.me());
        var quote = whole.order().getQuoteId();
        var page = new Page(whole, quote == null ? List.of() : lines.of(quote), typed, faults, stale, ui.today());
        return new ModelAndView("delivery/order", Map.of("page", page), status);
    }

    @PostMapping(ORDER + "/moves")
    ModelAndView move(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var on = form.getOrDefault("on", "");
            return switch (orders.move(
                    id,
                    form.getOrDefault("state", ""),
                    on.isBlank() ? ui.today() : Typed.day("on", on),
                    Typed.words(form.get("invoice_number"), 100),
                    Typed.version(form.get("version")),
                    ui.me())) {
                case Orders.Moved.Done(var changeSet) -> {
                    ui.flash(Flash.of("order.moved").undoneBy("/changes/" + changeSet + "/reversal"));
                    yield back(id);
                }
                case Orders.Moved.Unchanged _ -> back(id);
                case Orders.Moved.Incomplete(var missing) ->
                    page(
                            id,
                            form,
                            Map.of("", ui.t("order.missing", OrderAbove.words(missing, ui))),
                            false,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ui);
                case Orders.Moved.NoWay _ ->
                    page(id, form, Map.of("", ui.t("order.fault.way")), false, HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return page(id, form, faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(id, form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> faults.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    private static ModelAndView back(UUID id) {
        var view = new RedirectView("/orders/" + id + "/follow-up");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    @PostMapping(ORDER + "/documents")
    ModelAndView keep(
            @PathVariable UUID id,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "other") String kind,
            Ui ui) {
        ui.me().mayWrite();
        orders.get(id, ui.me());
        try {
            if (file == null) {
                throw new BadInput("file", "order.fault.empty");
            }
            var changeSet = orders.keep(id, kind, name(file), type(file), bytes(file), ui.me());
            ui.flash(Flash.of("order.document.kept").undoneBy("/changes/" + changeSet + "/reversal"));
            return back(id);
        } catch (BadInput bad) {
            return page(id, Map.of("kind", kind), faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** Read no further than it may be long: what is larger is refused all the same. */
    private static byte[] bytes(MultipartFile file) {
        try (var in = file.getInputStream()) {
            return in.readNBytes(Orders.MOST_BYTES + 1);
        } catch (IOException _) {
            throw new BadInput("file", "order.fault.empty");
        }
    }

    private static String name(MultipartFile file) {
        var name = Typed.words(Objects.requireNonNullElse(file.getOriginalFilename(), ""), 200)
                .replaceAll("[\\\\/\\n\\t]", "_");
        return name.isEmpty() ? "document" : name;
    }

    private static String type(MultipartFile file) {
        try {
            return MediaType.parseMediaType(Objects.requireNonNullElse(file.getContentType(), ""))
                    .toString();
        } catch (InvalidMediaTypeException _) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }

    @GetMapping(ORDER + "/documents/{document}")
    void fetch(@PathVariable UUID id, @PathVariable UUID document, Ui ui, HttpServletResponse response)
            throws IOException {
        var found = orders.get(id, ui.me()).documents().stream()
                .filter(one -> one.id().equals(document))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("document", document));
        var file = files.find(found.file());
        response.setContentType(file.contentType());
        response.setContentLengthLong(file.size());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        files.copy(file.id(), response.getOutputStream());
    }

    @PostMapping(ORDER + "/documents/{document}/removal")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID document, Ui ui) {
        var changeSet = orders.remove(id, document, ui.me());
        ui.flash(Flash.of("order.document.removed").undoneBy("/changes/" + changeSet + "/reversal"));
        return back(id);
    }
}
