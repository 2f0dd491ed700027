package io.diabolo.prediction;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Learns a logistic regression from cases of the past, by stochastic gradient descent. The same cases give the same one. */
public final class LearnPredictor {
    private static final Label YES = new Label("yes");
    private static final Label NO = new Label("no");
    private static final String ANY = "any";
    private static final int EPOCHS = 8;
    private static final int BATCH = 1;
    private static final double RATE = 0.1;
    private static final double EPSILON = 0.1;
    private static final long SEED = 42;

    private LearnPredictor() {}

    public static Predictor from(List<Sample> samples) {
        var encoding = Encoding.learn(samples);
        var model = train(encoding, samples);
        var usual = Encoding.usual(encoding, samples);
        var weights = model.getWeightsCopy();
        var yes = model.getOutputIDInfo().getID(YES);
        var no = model.getOutputIDInfo().getID(NO);
        var terms = new ArrayList<Term>();
        for (var i = 0; i < usual.length; i++) {
            // What nobody answered wasn't learned.
            var id = model.getFeatureIDMap().getID(name(i));
            var weight = id < 0 ? 0 : weights.get(yes, id) - weights.get(no, id);
            terms.add(encoding.terms().get(i).weighing(weight, usual[i]));
        }
        var bias = weights.getDimension2Size() - 1;
        return new Predictor(weights.get(yes, bias) - weights.get(no, bias), new Encoding(terms, encoding.medians()));
    }

    private static LinearSGDModel train(Encoding encoding, List<Sample> samples) {
        var labels = new LabelFactory();
        var data = new MutableDataset<>(new SimpleDataSourceProvenance("cases", labels), labels);
        samples.forEach(sample -> data.add(example(encoding, sample)));
        return new LinearSGDTrainer(
                        new LogMulticlass(), new AdaGrad(RATE, EPSILON), EPOCHS, Integer.MAX_VALUE, BATCH, SEED)
                .train(data);
    }

    private static Example<Label> example(Encoding encoding, Sample sample) {
        var example = new ArrayExample<>(sample.positive() ? YES : NO);
        // An example needs an answer; this one is the same for all and so says nothing.
        example.add(ANY, 0);
        encoding.encode(sample.traits(), (term, answer) -> example.add(name(term), answer));
        return example;
    }

    private static String name(int term) {
        return "t" + term;
    }
}
