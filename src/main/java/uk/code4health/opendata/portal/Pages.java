package uk.code4health.opendata.portal;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import uk.code4health.opendata.platform.Answer;

/** Makes the answers that are pages for people. They take nothing from elsewhere and stand in nobody's frame. */
@Singleton
class Pages {

    private static final String NOTHING_BUT =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";
    private static final String READING = NOTHING_BUT + "img-src 'self'";

    /** The reference is a script of ours that asks this service, and its images stand in its style. */
    private static final String TRYING = NOTHING_BUT + "script-src 'self'; connect-src 'self'; img-src 'self' data:";

    private final Answer answer;

    Pages(Answer answer) {
        this.answer = answer;
    }

    /** A page to read, without any script. */
    Response toRead(TemplateInstance page, HttpHeaders request) {
        return page(page, READING, request);
    }

    /** A page to try calls on. */
    Response toTry(TemplateInstance page, HttpHeaders request) {
        return page(page, TRYING, request);
    }

    private Response page(TemplateInstance page, String policy, HttpHeaders request) {
        return answer.page(page.render(), request)
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
