package io.diabolo.api;

import io.diabolo.platform.Texts;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiLocaleCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The description of the whole API: the same for {@code /api/openapi.json} and the page that people read. */
@Component
class ApiDescriptions implements OpenApiLocaleCustomizer {
    private final ObjectProvider<ApiDescription> modules;
    private final Texts texts;

    ApiDescriptions(ObjectProvider<ApiDescription> modules, Texts texts) {
        this.modules = modules;
        this.texts = texts;
    }

    @Override
    public void customise(OpenAPI api, Locale locale) {
        var document = new ApiDocument(api, texts, locale);
        modules.orderedStream().forEach(module -> module.describe(document));
    }

    OpenAPI in(Locale locale) {
        var api = new OpenAPI();
        customise(api, locale);
        return api;
    }
}
