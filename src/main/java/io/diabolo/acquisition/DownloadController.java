package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What a visitor does with the links they were given: confirm what they sent, and fetch the asset they asked for. */
@Controller
class DownloadController {
    private final SubmissionLinks links;
    private final PublicFormPages pages;
    private final Files files;

    DownloadController(SubmissionLinks links, PublicFormPages pages, Files files) {
        this.links = links;
        this.pages = pages;
        this.files = files;
    }

    /** Null where the file itself is the answer. */
    @GetMapping("/f/downloads/{token}")
    @Nullable
    ModelAndView download(@PathVariable String token, HttpServletResponse response, Ui ui) {
        var key = PublicKey.read(token);
        var delivery = key == null ? null : WorkspaceScope.in(key.workspace(), () -> links.download(key));
        return switch (delivery) {
            case null -> gone(ui);
            case SubmissionLinks.Delivery.Elsewhere(var url) -> {
                var view = new RedirectView(url);
                view.setStatusCode(HttpStatus.SEE_OTHER);
                yield new ModelAndView(view);
            }
            case SubmissionLinks.Delivery.Here(var file) -> {
                write(Objects.requireNonNull(key), file, response);
                yield null;
            }
        };
    }

    private void write(PublicKey key, Files.StoredFile file, HttpServletResponse response) {
        WorkspaceScope.run(key.workspace(), () -> {
            try {
                FileAnswer.write(file, files, response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Programs that look at the links of a mail change nothing: confirming takes a press of the button. */
    @GetMapping("/f/confirmations/{token}")
    ModelAndView ask(@PathVariable String token, Ui ui) {
        var key = PublicKey.read(token);
        var name = key == null ? null : WorkspaceScope.in(key.workspace(), () -> links.awaiting(key));
        return name == null
                ? gone(ui)
                : new ModelAndView(
                        "acquisition/publicConfirm", Map.of("action", "/f/confirmations/" + token, "name", name));
    }

    @PostMapping("/f/confirmations/{token}")
    ModelAndView confirm(@PathVariable String token, Ui ui) {
        var key = PublicKey.read(token);
        if (key == null) {
            return gone(ui);
        }
        return WorkspaceScope.in(key.workspace(), () -> {
            try {
                var confirmed = confirmed(key);
                return new ModelAndView(
                        "acquisition/publicAnswer",
                        Map.of("page", pages.thanks(confirmed.form(), confirmed.receipt(), false, ui)));
            } catch (NoSuchRecord _) {
                return gone(ui);
            }
        });
    }

    /** What can't be taken is held, in a transaction of its own: the first is rolled back. */
    private SubmissionLinks.Confirmed confirmed(PublicKey key) {
        try {
            return links.confirm(key);
        } catch (BadInput _) {
            return links.held(key);
        }
    }

    private static ModelAndView gone(Ui ui) {
        return new ModelAndView(
                "acquisition/publicAnswer",
                Map.of("page", PublicFormPage.Answer.of("form.public.gone", "form.public.gone.text", false, ui)),
                HttpStatus.GONE);
    }
}
