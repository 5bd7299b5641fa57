namespace NasFuse.Core.Graphs;

/// <summary>The layers that operators, fusions and align steps are written with. Each is a few primitives.</summary>
public static class GraphBuilderLayers
{
    /// <summary>Convolution without normalisation; a bias unless told otherwise.</summary>
    public static Value Conv(this GraphBuilder graph, Value input, int width, int kernel, int stride = 1, int dilation = 1, int groups = 1, bool bias = true) =>
        graph.Emit(new Convolution(width, kernel, stride, dilation, groups, bias), groups > 1 ? $"dw{kernel}x{kernel}" : $"conv{kernel}x{kernel}", input);

    /// <summary>Convolution and batch normalisation.</summary>
    public static Value ConvBn(this GraphBuilder graph, Value input, int width, int kernel, int stride = 1, int dilation = 1, int groups = 1, bool bias = false) =>
        graph.BatchNorm(graph.Conv(input, width, kernel, stride, dilation, groups, bias));

    /// <summary>Convolution, batch normalisation and rectifier.</summary>
    public static Value ConvBnRelu(this GraphBuilder graph, Value input, int width, int kernel, int stride = 1, int dilation = 1, int groups = 1) =>
        graph.Relu(graph.ConvBn(input, width, kernel, stride, dilation, groups));

    /// <summary>Depthwise convolution and batch normalisation.</summary>
    public static Value DepthwiseBn(this GraphBuilder graph, Value input, int kernel, int stride = 1, int dilation = 1) =>
        graph.ConvBn(input, input.Channels, kernel, stride, dilation, groups: input.Channels);

    /// <summary>Batch normalisation.</summary>
    public static Value BatchNorm(this GraphBuilder graph, Value input) => graph.Emit(new BatchNormalization(), "bn", input);

    /// <summary>Rectifier.</summary>
    public static Value Relu(this GraphBuilder graph, Value input) => graph.Emit(new Pointwise(PointwiseFunction.Relu), "relu", input);

    /// <summary>Logistic function.</summary>
    public static Value Sigmoid(this GraphBuilder graph, Value input) => graph.Emit(new Pointwise(PointwiseFunction.Sigmoid), "sigmoid", input);

    /// <summary>Hyperbolic tangent.</summary>
    public static Value Tanh(this GraphBuilder graph, Value input) => graph.Emit(new Pointwise(PointwiseFunction.Tanh), "tanh", input);

    /// <summary>Gaussian error linear unit.</summary>
    public static Value Gelu(this GraphBuilder graph, Value input) => graph.Emit(new Pointwise(PointwiseFunction.Gelu), "gelu", input);

    /// <summary>Linear layer on the columns of a matrix.</summary>
    public static Value Linear(this GraphBuilder graph, Value input, int width, bool bias = true) => graph.Emit(new Linear(width, bias), "linear", input);

    /// <summary>Layer normalisation over a dimension: 0 for channels, 2 for columns.</summary>
    public static Value LayerNorm(this GraphBuilder graph, Value input, int axis) => graph.Emit(new LayerNormalization(axis), "ln", input);

    /// <summary>The upper left part of a map; nothing is emitted when it already has that size.</summary>
    public static Value CropTo(this GraphBuilder graph, Value input, Size size) =>
        input.Size == size ? input : graph.Emit(new Crop(0, 0, size), "crop", input);

    /// <summary>Resamples to a size; nothing is emitted when the size is already right.</summary>
    public static Value Resize(this GraphBuilder graph, Value input, Size size, ResizeMode mode = ResizeMode.Bilinear) =>
        input.Size == size ? input : graph.Emit(new Resize(size, mode), "resize", input);

    /// <summary>Mean over all positions, <c>[C, 1, 1]</c>.</summary>
    public static Value GlobalAverage(this GraphBuilder graph, Value input) => graph.AdaptiveAverage(input, new Size(1, 1));

    /// <summary>Means over a grid of bins.</summary>
    public static Value AdaptiveAverage(this GraphBuilder graph, Value input, Size grid) => graph.Emit(new AdaptiveAveragePooling(grid), "pool", input);

    /// <summary>Element-wise sum of two values.</summary>
    public static Value Add(this GraphBuilder graph, Value a, Value b) => graph.Emit(new Elementwise(ElementwiseFunction.Add), "add", a, b);

    /// <summary>Element-wise product of two values.</summary>
    public static Value Multiply(this GraphBuilder graph, Value a, Value b) => graph.Emit(new Elementwise(ElementwiseFunction.Multiply), "mul", a, b);

    /// <summary>Element-wise difference of two values.</summary>
    public static Value Subtract(this GraphBuilder graph, Value a, Value b) => graph.Emit(new Elementwise(ElementwiseFunction.Subtract), "sub", a, b);

    /// <summary>Products of matrices, <c>[B, R, K] · [B, K, C]</c>.</summary>
    public static Value MatrixProduct(this GraphBuilder graph, Value a, Value b, bool transposeSecond = false) =>
        graph.Emit(new MatrixProduct(transposeSecond), "matmul", a, b);

    /// <summary>The same elements as another shape.</summary>
    public static Value Reshape(this GraphBuilder graph, Value input, int channels, int height, int width) =>
        graph.Emit(new Reshape(new TensorShape(channels, height, width)), "reshape", input);

    /// <summary>Dimensions in another order.</summary>
    public static Value Permute(this GraphBuilder graph, Value input, int first, int second, int third) =>
        graph.Emit(new Permute(first, second, third), "permute", input);

    /// <summary>Softmax over a dimension.</summary>
    public static Value Softmax(this GraphBuilder graph, Value input, int axis = 0) => graph.Emit(new Softmax(axis), "softmax", input);

    /// <summary>A run of channels.</summary>
    public static Value Slice(this GraphBuilder graph, Value input, int start, int count) => graph.Emit(new SliceChannels(start, count), "slice", input);

    /// <summary>A fixed multiple.</summary>
    public static Value Scale(this GraphBuilder graph, Value input, double factor) => graph.Emit(new MultiplyConstant((float)factor), "scale", input);

    /// <summary>The matrix of a map's tokens: one row per position, one column per channel, <c>[1, H·W, C]</c>.</summary>
    public static Value ToTokens(this GraphBuilder graph, Value map) =>
        graph.Permute(graph.Reshape(map, 1, map.Channels, (int)map.Shape.Area), 0, 2, 1);

    /// <summary>The map of a token matrix <c>[1, H·W, C]</c>.</summary>
    public static Value ToMap(this GraphBuilder graph, Value tokens, Size size) =>
        graph.Reshape(graph.Permute(tokens, 0, 2, 1), tokens.Shape.Width, size.Height, size.Width);

    /// <summary>Element-wise sum of all values.</summary>
    public static Value Sum(this GraphBuilder graph, IReadOnlyList<Value> inputs) => inputs.Aggregate((a, b) => graph.Add(a, b));

    /// <summary>Element-wise product of all values.</summary>
    public static Value Product(this GraphBuilder graph, IReadOnlyList<Value> inputs) => inputs.Aggregate((a, b) => graph.Multiply(a, b));

    /// <summary>Channels of all values behind each other.</summary>
    public static Value Concat(this GraphBuilder graph, params ReadOnlySpan<Value> inputs) =>
        inputs.Length == 1 ? inputs[0] : graph.Emit(new Concatenation(), "concat", inputs);
}
