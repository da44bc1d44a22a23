using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Sends a request and follows redirects: few, and never from https to http.</summary>
internal static class Redirects
{
    private const int Most = 8;

    /// <summary>The first response that is no redirect.</summary>
    public static async Task<HttpResponseMessage> Send(
        HttpClient client, Uri address, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        for (int i = 0; i <= Most; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            prepare(request);
            HttpResponseMessage response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            Uri? next = response.Headers.Location;
            response.Dispose();
            address = Follow(address, next);
        }

        throw new DownloadException($"{address}: more than {Most} redirects", DownloadFailure.Unreachable);
    }

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="DownloadException">It leads nowhere, or gives up encryption on the way.</exception>
    public static Uri Follow(Uri from, Uri? to)
    {
        Uri? next = to is null ? null : new Uri(from, to);
        bool safe = next is not null && (next.Scheme == Uri.UriSchemeHttps
            || (next.Scheme == Uri.UriSchemeHttp && (from.Scheme == Uri.UriSchemeHttp || next.IsLoopback)));
        return safe
            ? next!
            : throw new DownloadException(
                $"{from}: it redirects to '{to}', which is not followed: only https, or http from http, is",
                DownloadFailure.Unreachable);
    }
}
