"""Runs Optuna on a table given as JSON on standard input, and prints the words it evaluated: {"<sampler>": [[word, ...] per seed]}.

The input: {"choices": [...], "words": [[letter, ...], ...], "signals": [[value, ...], ...], "directions": [...], "evaluations": n, "seeds": n}.
"""
import json
import sys
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

problem = json.load(sys.stdin)
signals = {tuple(word): signal for word, signal in zip(problem["words"], problem["signals"])}
letters_after = {}
for word in signals:
    for length in range(len(word)):
        letters_after.setdefault(word[:length], set()).add(word[length])

samplers = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "NSGA-II (population 20)": lambda seed: optuna.samplers.NSGAIISampler(population_size=20, seed=seed),
    "TPE (multivariate)": lambda seed: optuna.samplers.TPESampler(multivariate=True, group=True, seed=seed),
}


def run(sampler):
    evaluated = []

    def objective(trial):
        word = ()
        while word in letters_after:
            # Letters that are possible differ by what was picked before where the table is no full grid, so they belong to the name.
            letters = sorted(letters_after[word])
            name = problem["choices"][len(word)] + "/" + "".join(letters)
            word += (trial.suggest_categorical(name, letters),)
        evaluated.append(word)
        return signals[word]

    study = optuna.create_study(directions=problem["directions"], sampler=sampler)
    study.optimize(objective, n_trials=problem["evaluations"])
    return evaluated


json.dump({name: [run(create(seed)) for seed in range(1, problem["seeds"] + 1)] for name, create in samplers.items()}, sys.stdout)
