package io.diabolo.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Renders the pages that the build compiled; a view's name is the page's path without suffix, {@code web/components}.
 * First in line: Spring Boot's own resolver answers for every name.
 */
record JteViews(TemplateEngine engine, UiOfRequest uis) implements ViewResolver, Ordered {
    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        var template = name + ".jte";
        if (name.contains(":")) {
            return null; // redirect: and forward: are Spring's
        }
        if (!engine.hasTemplate(template)) {
            throw new IllegalStateException("no page " + template);
        }
        return new Page(engine, template, uis);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private record Page(TemplateEngine engine, String template, UiOfRequest uis) implements View {
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            var params = new HashMap<String, Object>();
            if (model != null) {
                // What Spring puts beside our own entries isn't a parameter of any page.
                model.forEach((key, value) -> {
                    if (!key.startsWith("org.springframework.") && !(value instanceof BindingResult)) {
                        params.put(key, value);
                    }
                });
            }
            params.put("ui", uis.of(request));
            var output = new Utf8ByteOutput();
            engine.render(template, params, output);
            response.setContentType("text/html;charset=UTF-8");
            response.addHeader("Vary", "HX-Request");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }
}
