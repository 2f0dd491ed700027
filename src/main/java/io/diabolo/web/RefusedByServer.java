package io.diabolo.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;

/** What the web server refuses before any of us is asked, such as an address that isn't one, in our words and not in its. */
final class RefusedByServer extends ErrorReportValve {
    private final PlainAnswers answers;

    RefusedByServer(PlainAnswers answers) {
        this.answers = answers;
    }

    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> customizer(PlainAnswers answers) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // Named, so that the host doesn't add its own.
                host.setErrorReportValveClass(RefusedByServer.class.getName());
                host.getPipeline().addValve(new RefusedByServer(answers));
            }
        });
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            answers.say(status, status.is5xxServerError() ? "internal" : "bad-input", request, response);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
