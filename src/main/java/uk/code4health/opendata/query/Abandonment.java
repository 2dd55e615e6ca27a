package uk.code4health.opendata.query;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/** Cancels a statement when whoever asked for its rows has hung up. */
final class Abandonment {

    private final PreparedStatement statement;
    private boolean over;

    private Abandonment(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Watches the caller until the statement is over. */
    static Abandonment watch(PreparedStatement statement) {
        Abandonment abandonment = new Abandonment(statement);
        @Nullable ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request != null) {
            request.serverResponse()
                    .addCloseHandler(() -> Infrastructure.getDefaultExecutor().execute(abandonment::cancel));
        }
        return abandonment;
    }

    private synchronized void cancel() {
        if (!over) {
            try {
                statement.cancel();
            } catch (SQLException failure) {
                Log.debug("A question that nobody waits for goes on to its end", failure);
            }
        }
    }

    /** The statement has ended: from now on its connection works for somebody else. */
    synchronized void isOver() {
        over = true;
    }
}
