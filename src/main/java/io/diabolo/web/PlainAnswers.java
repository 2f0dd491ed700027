package io.diabolo.web;

import gg.jte.TemplateEngine;
import io.diabolo.platform.DatabaseTrouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong where nothing else works: without session, member or database, in the language that is asked for. */
public final class PlainAnswers {
    static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    private final TemplateEngine pages;
    private final UiOfRequest uis;

    PlainAnswers(TemplateEngine pages, UiOfRequest uis) {
        this.pages = pages;
        this.uis = uis;
    }

    void say(DatabaseTrouble trouble, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.reset();
        response.setHeader("Retry-After", "5");
        var problem = Problem.of(trouble, uis.withoutSession(request));
        write(problem.again(READING.contains(request.getMethod())), request, response);
    }

    /** @param name of the problem: its texts are {@code problem.<name>} and the same with {@code .detail} */
    public void say(HttpStatus status, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.reset();
        write(Problem.of(status, name, uis.withoutSession(request)), request, response);
    }

    private void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (Problems.wantsJson(request)) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json(problem, request));
        } else {
            page(problem, request, response);
        }
    }

    private void page(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = Objects.requireNonNull(new JteViews(pages, uis).resolveViewName("web/problem", Locale.ROOT));
        try {
            page.render(Map.of("problem", problem), request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the page of a problem failed", e);
        }
    }

    private static byte[] json(Problem problem, HttpServletRequest request) {
        return JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "type", problem.type(),
                        "title", problem.title(),
                        "status", problem.status().value(),
                        "detail", problem.detail(),
                        "instance", String.valueOf(request.getRequestURI())));
    }
}
