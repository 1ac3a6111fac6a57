"""Pictures for people: one HTML file each, which says in a net, a time line, a tree and a table what rows of the graph say, with their words.

    rows ──one module a picture──▶ Net ──placing──▶ page

A picture of 广州市知识产权局 says which tasks it has, with whom, in which document. The modules take rows and give text; they ask
nothing of a graph and write no file. What a picture leaves out (it groups what is too much to be seen) it says itself.
"""
