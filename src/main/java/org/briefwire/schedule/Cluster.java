package org.briefwire.schedule;

import java.util.Properties;
import java.util.UUID;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;
import org.quartz.utils.DBConnectionManager;

/** What makes a Quartz scheduler one of several on a database (decision 60). */
final class Cluster implements Others {
    private static final String CHECK_IN_MILLIS = "1500";

    private final Nodes nodes;
    private final String id;
    private final String source;

    private Cluster(Nodes nodes, String id, String source) {
        this.nodes = nodes;
        this.id = id;
        this.source = source;
    }

    static Cluster on(Database database) {
        var id = Nodes.here() + "-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(id, new NodeConnections(database));
        return new Cluster(new Nodes(database), id, id);
    }

    Properties properties() {
        var properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "briefwire");
        properties.setProperty("org.quartz.scheduler.instanceId", id);
        properties.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
        var store = "org.quartz.jobStore.";
        properties.setProperty(store + "class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.setProperty(store + "driverDelegateClass", EvenShare.class.getName());
        properties.setProperty(store + "dataSource", source);
        properties.setProperty(store + "tablePrefix", "qrtz_");
        properties.setProperty(store + "isClustered", "true");
        properties.setProperty(store + "useProperties", "true");
        properties.setProperty(store + "clusterCheckinInterval", CHECK_IN_MILLIS);
        // else two nodes may acquire two triggers of one job, as after a recovery, and run both
        properties.setProperty(store + "acquireTriggersWithinLock", "true");
        // a part that was let go is to be taken at once, not in a minute
        properties.setProperty(store + "misfireThreshold", "2000");
        return properties;
    }

    @Override
    public int nodes() {
        return nodes.schedulers();
    }

    @Override
    public boolean isFirst(String job, String fired) {
        return nodes.isFirst(job, fired);
    }

    void leave() {
        nodes.leave(id);
    }
}
