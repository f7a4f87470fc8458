package vn.sen.publish.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much of this process's heap was in use, at most, right after a collection. */
final class Heap {
  private static final AtomicLong PEAK = new AtomicLong();

  static {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, _) -> {
                if (notification.getUserData() instanceof CompositeData data) {
                  take(GarbageCollectionNotificationInfo.from(data));
                }
              },
              null,
              null);
    }
  }

  private Heap() {}

  private static void take(GarbageCollectionNotificationInfo collection) {
    long used = 0;
    var after = collection.getGcInfo().getMemoryUsageAfterGc();
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = after.get(pool.getName());
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        used += usage.getUsed();
      }
    }
    PEAK.accumulateAndGet(used, Math::max);
  }

  /** Begins anew. */
  static void forget() {
    PEAK.set(0);
  }

  static long peakBytes() {
    return PEAK.get();
  }
}
