package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.codec.RabitqCodec;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The work that nobody waits for: training a codec when there are enough vectors, again when there
 * are many more, repair when many nodes are dead, and a review of what was chosen for the data when
 * a third of it is new. A thread runs only while there is any.
 */
final class Maintenance {
  /** With fewer vectors, comparing all floats is fast, exact and needs no graph. */
  static final int FIRST_TRAINING = 2_000;

  private static final int RETRAINING_GROWTH = 8;

  /** A codec trained on this many vectors knows the data. */
  private static final int LAST_RETRAINING = 200_000;

  private static final int FEWEST_DEAD = 500;

  /** How many times as long as it took a look for what is out of reach is to rest. */
  private static final int REST = 100;

  /** Recall that codes may lose to floats, on two hundred rows: a hundredth is what is promised. */
  private static final double MOST_LOST = 0.008;

  private final IndexState state;
  private final Linking linking;
  private final Trial trial;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile int trainedOn;

  /** Whether a snapshot left slots pending that its index was about to link. */
  private volatile boolean drainDue;

  /** Whether the graph has become another since the last snapshot, without any row's doing. */
  private volatile boolean unsaved;

  /**
   * Nodes repaired away since all were linked anew. A repair chooses among what is near at hand,
   * and that wears the graph out: after half of the nodes have gone, all look again.
   */
  private int removedSinceRelinking;

  /** Whether rows have been linked since all were last looked for, and no more have come. */
  private volatile boolean reachDue;

  /** When it may be done again. */
  private long nextReach = System.nanoTime();

  /** Live nodes when all were last known to be reachable. */
  private volatile int checkedAt;

  Maintenance(IndexState state, Searcher searcher) {
    this.state = state;
    this.linking = new Linking(state, this::schedule, this::rested);
    this.trial = new Trial(state, searcher);
  }

  /** What links slots in the background. */
  Linking linking() {
    return linking;
  }

  int trainedOn() {
    return trainedOn;
  }

  /** Told after a load, which checks the graph itself. */
  void trainedOn(int vectors) {
    trainedOn = vectors;
    checkedAt = state.liveNodes.get();
  }

  /** Told after a load: goes on with what the snapshot's index was doing. */
  void resume() {
    drainDue = state.graph != null && state.pending.cardinality() > 0;
    schedule();
  }

  /** Whether the graph has become another since {@link #saving}, without any row's doing. */
  boolean unsaved() {
    return unsaved;
  }

  /** A snapshot of what is there now is being written. */
  void saving() {
    unsaved = false;
  }

  /** Told after a build. */
  void checked() {
    checkedAt = state.liveNodes.get();
    state.linkedSinceReview.set(0);
  }

  /** Told when rows have been linked and no more have come for a while. */
  private void rested() {
    reachDue = true;
    schedule();
  }

  /** Starts the thread if there is work and none runs. */
  void schedule() {
    if (due() && !state.closed && running.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("tusk-index-maintenance").start(this::run);
    }
  }

  private boolean due() {
    return trainingDue()
        || drainDue
        || retrainingDue()
        || repairDue()
        || checkDue()
        || reviewDue()
        || reachDue;
  }

  private boolean trainingDue() {
    return state.graph == null && state.pending.cardinality() >= state.firstTraining;
  }

  private boolean retrainingDue() {
    return state.graph != null
        && trainedOn < LAST_RETRAINING
        && state.liveNodes.get() >= (long) RETRAINING_GROWTH * trainedOn;
  }

  private boolean repairDue() {
    int dead = state.deadNodes.get();
    return dead >= FEWEST_DEAD && dead * 10L >= state.liveNodes.get();
  }

  /** Inserts keep a link to each node, but not each link's own node in reach. */
  private boolean checkDue() {
    return state.graph != null
        && state.liveNodes.get() >= checkedAt + checkedAt / 4 + FIRST_TRAINING;
  }

  /** Codes that tell rows apart, and a way down that finds them, may no longer do so. */
  private boolean reviewDue() {
    return state.graph != null
        && state.linkedSinceReview.get() >= Math.max(FIRST_TRAINING, state.liveNodes.get() / 3);
  }

  private void run() {
    try {
      int before = -1;
      while (due() && !state.closed && before != state.deadNodes.get()) {
        before = repairDue() ? state.deadNodes.get() : -1;
        runOnce();
      }
    } catch (RuntimeException | Error e) {
      if (!state.closed) {
        throw e;
      }
    } finally {
      running.set(false);
    }
  }

  private void runOnce() {
    if (trainingDue()) {
      trained(new int[0]);
      drainDue = true;
    }
    if (drainDue) {
      drainDue = false;
      drain();
    }
    if (retrainingDue()) {
      retrain();
    }
    if (repairDue() || checkDue()) {
      repair();
    }
    if (reviewDue()) {
      review();
    }
    if (reachDue) {
      reachDue = false;
      restoreReach();
    }
  }

  /**
   * Links what inserts have left out of reach: rows far from all others, say, that keep a link to
   * each other while fuller nodes drop theirs. Costs at most a hundredth of the time.
   */
  private void restoreReach() {
    long early = nextReach - System.nanoTime();
    if (early > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(early);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    state.maintenance.lock();
    try {
      Graph graph = state.graph;
      if (graph != null && !state.closed && state.liveNodes.get() > 0) {
        long start = System.nanoTime();
        Reachability reachability = new Reachability(state, graph);
        reachability.restore();
        unsaved |= reachability.relinked() > 0;
        nextReach = System.nanoTime() + REST * (System.nanoTime() - start);
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  /** Rewires around dead nodes and frees them. */
  void repair() {
    state.maintenance.lock();
    try {
      Graph graph = state.graph;
      if (graph != null && !state.closed) {
        unsaved = true;
        removedSinceRelinking += state.deadNodes.get();
        Repair.run(state, graph);
        checkedAt = state.liveNodes.get();
        if (removedSinceRelinking >= state.liveNodes.get() / 2 + FIRST_TRAINING / 2) {
          removedSinceRelinking = 0;
          new Relinking(state, graph).run();
        }
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  /**
   * The graph, trained on the given slots, or on those pending, if there was none; null when these
   * are too few.
   */
  @Nullable Graph trained(int[] slots) {
    state.maintenance.lock();
    try {
      Graph graph = state.graph;
      int[] sample = slots.length >= state.firstTraining ? slots : pending();
      if (graph != null || sample.length < state.firstTraining || state.closed) {
        return graph;
      }
      graph = new Trainer(state, sample).train();
      trainedOn(sample.length);
      // With the lock: whoever saw no graph has by now left the slot among the pending.
      state.structure.writeLock().lock();
      try {
        state.graph = graph;
      } finally {
        state.structure.writeLock().unlock();
      }
      return graph;
    } finally {
      state.maintenance.unlock();
    }
  }

  private int[] pending() {
    int[] slots = new int[64];
    int count = 0;
    for (int slot = state.pending.next(0); slot >= 0; slot = state.pending.next(slot + 1)) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, 2 * count);
      }
      slots[count++] = slot;
    }
    return Arrays.copyOf(slots, count);
  }

  /** Has what is pending linked. */
  void drain() {
    unsaved = true;
    linking.addAll(pending());
  }

  private void retrain() {
    state.maintenance.lock();
    try {
      Graph graph = state.graph;
      if (graph != null && !state.closed) {
        retrain(graph);
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  /** Codes all anew, and where the codes are better ones, links by what they tell apart now. */
  private void retrain(Graph graph) {
    unsaved = true;
    if (state.deadNodes.get() > 0) {
      Repair.run(state, graph);
    }
    int[] slots = linked();
    Graph fresh = Retraining.run(state, graph, slots);
    trainedOn = slots.length;
    if (fresh.codec.bits() > graph.codec.bits()) {
      new Relinking(state, fresh).run();
    }
  }

  private void review() {
    state.maintenance.lock();
    try {
      state.linkedSinceReview.set(0);
      Graph graph = state.graph;
      if (graph == null || state.closed) {
        return;
      }
      if (state.options.quantizer() == Quantizer.AUTO
          && graph.codec instanceof RabitqCodec
          && !codesStillDo(graph)) {
        retrain(graph);
      }
      graph = state.graph;
      if (graph != null && !state.closed) {
        calibrate(graph);
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  private boolean codesStillDo(Graph graph) {
    SearchContext c = state.enter();
    try {
      double share = new CodecCheck(state, c, linked()).share(graph.codec);
      graph.codeShare(share);
      return share >= CodecCheck.PASSING_SHARE;
    } finally {
      state.contexts.release(c);
    }
  }

  /**
   * Finds how broadly searches have to come down the graph; where codes lead them astray, floats
   * take their place. The caller holds the maintenance lock.
   */
  void calibrate(Graph graph) {
    double loss = trial.run(graph);
    if (loss <= MOST_LOST || state.options.quantizer() != Quantizer.AUTO || state.closed) {
      return;
    }
    if (state.deadNodes.get() > 0) {
      Repair.run(state, graph);
    }
    unsaved = true;
    Graph fresh = Retraining.toFloats(state, graph);
    new Relinking(state, fresh).run();
    trial.run(fresh);
  }

  private int[] linked() {
    int count = state.nodes.count();
    int[] slots = new int[count];
    int found = 0;
    for (int node = 0; node < count; node++) {
      int slot = state.nodes.slot(node);
      if (slot >= 0) {
        slots[found++] = slot;
      }
    }
    return Arrays.copyOf(slots, found);
  }

  /** Waits until there is nothing more to link and the thread, if any, has nothing more to do. */
  void settle() {
    schedule();
    while (running.get() || !linking.idle()) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
