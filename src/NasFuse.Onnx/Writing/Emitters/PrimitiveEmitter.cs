using NasFuse.Core.Graphs;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>The ONNX form of every primitive.</summary>
internal static class PrimitiveEmitter
{
    public static void Emit(Emission emission)
    {
        switch (emission.Node.Primitive)
        {
            case Convolution convolution: ConvolutionEmitter.Emit(emission, convolution); break;
            case TransposedConvolution convolution: ConvolutionEmitter.EmitTransposed(emission, convolution); break;
            case PatchEmbedding embedding: ConvolutionEmitter.EmitPatches(emission, embedding); break;
            case MatrixProduct product: MatrixEmitter.Emit(emission, product); break;
            case Linear linear: MatrixEmitter.EmitLinear(emission, linear); break;
            case BatchNormalization: NormalizationEmitter.EmitBatch(emission); break;
            case LayerNormalization normalization: NormalizationEmitter.EmitLayer(emission, normalization); break;
            case L2Normalization normalization: NormalizationEmitter.EmitLength(emission, normalization); break;
            case Softmax softmax: emission.Produce("Softmax", [emission.Input], OnnxAttributes.Int("axis", softmax.Axis + 1)); break;
            case Pointwise pointwise: ElementEmitter.Emit(emission, pointwise); break;
            case Elementwise elementwise: ElementEmitter.Emit(emission, elementwise); break;
            case MultiplyConstant multiply: ElementEmitter.Emit(emission, multiply); break;
            case Concatenation: LayoutEmitter.EmitConcatenation(emission); break;
            case SliceChannels slice: LayoutEmitter.Emit(emission, slice); break;
            case Reshape reshape: LayoutEmitter.Emit(emission, reshape); break;
            case Shift shift: ShiftEmitter.Emit(emission, shift); break;
            case Permute permute: LayoutEmitter.Emit(emission, permute); break;
            case Crop crop: LayoutEmitter.Emit(emission, crop); break;
            case GroupMinimum minimum: SelectionEmitter.Emit(emission, minimum); break;
            case KeepLargest largest: SelectionEmitter.Emit(emission, largest); break;
            case Pooling pooling: PoolingEmitter.Emit(emission, pooling); break;
            case AdaptiveAveragePooling pooling: AdaptiveAveragePoolingEmitter.Emit(emission, pooling); break;
            case PoolingIndices pooling: UnpoolingEmitter.Emit(emission, pooling); break;
            case Unpooling unpooling: UnpoolingEmitter.Emit(emission, unpooling); break;
            case Resize resize: ResizeEmitter.Emit(emission, resize); break;
            case WindowAffinity affinity: WindowEmitter.Emit(emission, affinity); break;
            case WindowSum sum: WindowEmitter.Emit(emission, sum); break;
            default: throw new NotSupportedException($"{emission.Node.Primitive.GetType().Name} (at {emission.Node.Name}) has no ONNX form");
        }
    }
}
