package io.diabolo.accounts;

import io.diabolo.directory.RecordAbove;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The document of a review: as a page to show, and as PDF to hand over. */
@Controller
class ReviewController {
    static final String ONE = "/account-reviews/{id:[0-9a-fA-F-]{36}}";
    private final ReviewDocuments documents;
    private final Reviews reviews;
    private final Files files;

    ReviewController(ReviewDocuments documents, Reviews reviews, Files files) {
        this.documents = documents;
        this.reviews = reviews;
        this.files = files;
    }

    /** @param fault why it can't be held, or empty */
    record Page(ReviewDocuments.Shown shown, String fault, boolean mayWork) {
        String path() {
            return "/account-reviews/" + shown.review().getId();
        }

        boolean isPlanned() {
            return shown.review().getState().equals("planned");
        }

        boolean isKept() {
            return shown.review().getFileId() != null;
        }
    }

    @GetMapping(ONE + "/document")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, "", HttpStatus.OK, ui);
    }

    private ModelAndView page(UUID id, String fault, HttpStatus status, Ui ui) {
        var page = new Page(documents.of(id, ui.me()), fault, AccountRights.mayWork(ui.me()));
        return new ModelAndView("accounts/document", Map.of("page", page), status);
    }

    /** As it was shown where the review was held; else as it would be now. */
    @GetMapping(ONE + "/document.pdf")
    void pdf(@PathVariable UUID id, Ui ui, HttpServletResponse response) throws IOException {
        var shown = documents.of(id, ui.me());
        var kept = shown.review().getFileId();
        if (kept != null) {
            headers(Reviews.name(shown.document()), files.find(kept).size(), response);
            files.copy(kept, response.getOutputStream());
            return;
        }
        var bytes = reviews.pdf(shown.document());
        headers(Reviews.name(shown.document()), bytes.length, response);
        response.getOutputStream().write(bytes);
    }

    private static void headers(String name, long size, HttpServletResponse response) {
        response.setContentType("application/pdf");
        response.setContentLengthLong(size);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + ".pdf", StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    @PostMapping(ONE + "/holding")
    ModelAndView hold(@PathVariable UUID id, Ui ui) {
        try {
            var changeSet = reviews.hold(id, ui.me());
            ui.flash(
                    changeSet == null
                            ? Flash.of("review.held.already")
                            : Flash.of("review.held").undoneBy("/changes/" + changeSet + "/reversal"));
            return AccountController.seeOther("/account-reviews/" + id + "/document");
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(id, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** The top of a review's page. */
    @Component
    static class ReviewAbove implements RecordAbove {
        @Override
        public String type() {
            return "account_review";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            return List.of(
                    new Action(ui.t("review.document"), "/account-reviews/" + row.id() + "/document", true),
                    new Action(ui.t("review.pdf"), "/account-reviews/" + row.id() + "/document.pdf", false));
        }
    }
}
