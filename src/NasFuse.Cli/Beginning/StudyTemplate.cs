using System.Text.Json;
using NasFuse.Core.Graphs;
using NasFuse.Data;
using NasFuse.Data.Surveys;

namespace NasFuse.Cli.Beginning;

/// <summary>The text of the files that <c>init</c> writes.</summary>
internal static class StudyTemplate
{
    /// <summary>A study, explained line by line.</summary>
    /// <param name="name">Name of the study.</param>
    /// <param name="survey">What the data folder holds.</param>
    /// <param name="proposal">What is proposed.</param>
    public static string Study(string name, DataSurvey survey, StudyProposal proposal)
    {
        var (train, val, classes) = (survey.Images[Split.Train], survey.Images[Split.Val], survey.Sampled.Classes.Length);
        var valLimit = proposal.ValLimit is { } limit ? $", \"valLimit\": {limit}" : "";
        return $$"""
            {
              // Written by 'nasfuse init'. All settings with their defaults: nasfuse search study.json --dry-run. For completion in an editor:
              // nasfuse schema study > study.schema.json, and "$schema": "study.schema.json" here.
              "name": {{Text(name)}},

              // The search space beside this file: a light encoder and a lattice of fusion nodes. Others: nasfuse spaces list.
              "space": "space.json",

              // Found: {{train}} training and {{val}} validation images, mostly {{proposal.Stored}} (height x width), {{classes}} classes.
              // "size" is what they are brought to. It decides about speed and about how small things can be seen: double it once a first search has worked.
              "data": {
                "format": {{Text(survey.Data.Format)}}, "root": {{Text(survey.Data.Root!)}}, "size": {{List(proposal.Size)}},
                "cacheMiB": {{proposal.CacheMiB}}{{valLimit}}
              },

              // Accuracy against measured latency. Add "parameters" or "macs" for more, or leave one out.
              "objectives": [{ "name": "miou" }, { "name": "latencyMs" }],

              // Checked before anything is trained. Measured ones are possible too: "latencyMs < 20".
              "constraints": ["parameters < 1_500_000"],

              // Breeds from the best front. For fewer than 50 trials also try { "name": "gp-ehvi" }. All: nasfuse samplers list.
              "sampler": { "name": "nsga2", "populationSize": 8 },

              // About {{(long)train * proposal.Epochs:N0}} images a trial: enough to rank architectures, not to finish them. Train the best longer later:
              // nasfuse promote {{name}} --epochs {{4 * proposal.Epochs}}
              "training": {
                "epochs": {{proposal.Epochs}}, "batch": {{proposal.Batch}}, "learningRate": 5e-3, "evaluateEvery": {{proposal.EvaluateEvery}},
                // Rare classes count more; "none" for equal weights.
                "classWeights": "inverseLog",
                "augmentation": { "flip": true, "scale": [0.75, 1.25], "color": 0.1 }{{GpuHint(proposal)}}
              },

              // Whichever comes first. 'search' goes on where it stopped, also with a larger budget.
              "budget": { "trials": {{StudyProposal.Trials}}, "hours": {{StudyProposal.Hours}} },

              // One entry per candidate trained at a time; "auto" takes the first CUDA device, else the CPU.
              "workers": [{ "device": "auto" }],
              "seed": 1
            }

            """;
    }

    /// <summary>A <c>classes.json</c> with what label files show; names are to be filled in by a person.</summary>
    public static string Classes(MaskSurvey masks) => $$"""
        {
          // Written by 'nasfuse init' from the values in the label files. Give the classes their names; the order is that of their ids.
          "names": [{{string.Join(", ", masks.Names.Select(Text))}}],
          // What label files hold for each of them.
          "colours": [{{string.Join(", ", masks.Colours.Select(colour => Text(colour.ToString())))}}],
          // Pixels that are no class: take the colour out of "colours" and its name out of "names", and put it here.
          {{(masks.IgnoreColour is { } ignored ? $"\"ignoreColour\": {Text(ignored.ToString())}," : "// \"ignoreColour\": \"#000000\",")}}
          "masks": "colours"
        }

        """;

    private static string GpuHint(StudyProposal proposal) => proposal.Crop is not { } crop ? ""
        : $"\n    // On a GPU, at the stored size: \"size\": {List(proposal.Stored)} above, and \"crop\": {List(crop)} in \"augmentation\".";

    private static string List(Size size) => $"[{size.Height}, {size.Width}]";

    private static string Text(string value) => JsonSerializer.Serialize(value);
}
